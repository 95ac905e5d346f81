namespace OnnxModels;

/// <summary>Tensor element types, numbered as in TensorProto.DataType of onnx.proto.</summary>
public enum OnnxElementType
{
    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 2,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 7,
}
