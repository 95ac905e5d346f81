namespace Microsoft.ML.Saliency;

/// <summary>The preprocessing of well-known families of models; the input size comes from the model.</summary>
public static class KnownPreprocessing
{
    /// <summary>torchvision's and most PyTorch models': short side to 256 (for 224; in proportion for other input sizes), center crop,
    /// 0..1, mean (0.485, 0.456, 0.406), standard deviation (0.229, 0.224, 0.225).</summary>
    /// <remarks>Newer weights crop less: <c>IMAGENET1K_V2</c> of torchvision's ResNet-50 has <c>ShortSide = 232</c>.</remarks>
    public static ImagePreprocessing ImageNet { get; } = new()
    {
        Resize = ResizeMode.ShortSide,
        Mean = new(0.485f, 0.456f, 0.406f),
        Std = new(0.229f, 0.224f, 0.225f),
    };

    /// <summary>Caffe's, and <c>mode="caffe"</c> of Keras (VGG, ResNet): exact resize, channels blue, green, red, 0..255, minus 103.939,
    /// 116.779 and 123.68 in this order.</summary>
    public static ImagePreprocessing Caffe { get; } = new()
    {
        ChannelOrder = ChannelOrder.Bgr,
        Divisor = 1,
        Mean = new(Red: 123.68f, Green: 116.779f, Blue: 103.939f),
    };

    /// <summary><c>mode="tf"</c> of Keras (MobileNet, Inception, ResNet V2): exact resize, pixel / 127.5 - 1, that is -1..1.</summary>
    public static ImagePreprocessing TensorFlow { get; } = new() { Divisor = 127.5f, Mean = new(1) };

    /// <summary>Exact resize and pixel / 255, that is 0..1: the default values of <see cref="ImagePreprocessing"/>.</summary>
    public static ImagePreprocessing ZeroToOne { get; } = new();

    /// <summary>All presets with their names and sources; several names may have the same preprocessing. Resizing is always bilinear, also
    /// where the source's is bicubic.</summary>
    public static IReadOnlyList<PreprocessingPreset> All { get; } = CreateAll();

    /// <summary>Finds a preset by its name.</summary>
    /// <param name="name">One of the names of <see cref="All"/>, as in "resnet-keras".</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static PreprocessingPreset Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(preset => preset.Name == name) ?? throw new ArgumentException(
            $"The preprocessing must be one of {string.Join(", ", All.Select(preset => preset.Name))}, but was '{name}'.", nameof(name));
    }

    private static PreprocessingPreset[] CreateAll()
    {
        const string Torchvision = "pytorch/vision, torchvision/transforms/_presets.py, ImageClassification";
        const string Keras = "keras-team/keras, keras/src/applications/imagenet_utils.py, preprocess_input, mode ";
        const string EfficientNet = "tensorflow.org, tf.keras.applications.efficientnet.preprocess_input: the model scales by itself";
        const string Ultralytics = "ultralytics/ultralytics, ultralytics/data/augment.py, classify_transforms";
        const string CustomVision = "Azure-Samples/customvision-export-samples, samples/python/onnx/classification/predict.py";
        const string Vit = "google/vit-base-patch16-224, preprocessor_config.json";
        var bytes = new ImagePreprocessing { Divisor = 1 };
        ImagePreprocessing torchOfKeras = ImageNet with { Resize = ResizeMode.Exact };
        return
        [
            new("imagenet", ImageNet, "torchvision and most PyTorch models, weights of version 1", Torchvision),
            new("caffe", Caffe, "Caffe and Keras models on BGR", Keras + "caffe"),
            new("tensorflow", TensorFlow, "TensorFlow and Keras models on -1..1", Keras + "tf"),
            new("zero-to-one", ZeroToOne, "models on 0..1", "pixel / 255"),
            new("zero-to-255", bytes, "models that scale by themselves", "the pixels as they are"),
            new("resnet50-torchvision", ImageNet, "ResNet and others of torchvision, weights of version 1", Torchvision),
            new(
                "resnet50-torchvision-v2",
                ImageNet with { ShortSide = 232 },
                "ResNet and others of torchvision, weights of version 2, for an input of 224",
                "pytorch/vision, torchvision/models/resnet.py, IMAGENET1K_V2: resize_size=232"),
            new("resnet-keras", Caffe, "Keras ResNet (version 1)", Keras + "caffe"),
            new("vgg-keras", Caffe, "Keras VGG", Keras + "caffe"),
            new("densenet-keras", torchOfKeras, "Keras DenseNet", Keras + "torch"),
            new("mobilenet-tf", TensorFlow, "Keras and TensorFlow MobileNet 1 and 2", Keras + "tf"),
            new("inception-tf", TensorFlow, "Keras Inception, Xception, NASNet and ResNet V2", Keras + "tf"),
            new("efficientnet-keras", bytes, "Keras EfficientNet", EfficientNet),
            new(
                "squeezenet-caffe",
                Caffe with { Mean = new(Red: 123, Green: 117, Blue: 104) },
                "Caffe models of SqueezeNet and GoogLeNet",
                "Caffe's transform_param: mean_value 104, 117, 123"),
            new(
                "yolo-cls",
                new() { Resize = ResizeMode.ShortSide, ShortSide = 224 },
                "YOLO classification, for an input of 224",
                Ultralytics),
            new("custom-vision", bytes with { ChannelOrder = ChannelOrder.Bgr }, "Azure Custom Vision exports with Bgr8", CustomVision),
            new("vit", TensorFlow, "Vision Transformers with mean and standard deviation .5", Vit),
            new(
                "clip",
                ImageNet with
                {
                    ShortSide = 224,
                    Mean = new(0.48145466f, 0.4578275f, 0.40821073f),
                    Std = new(0.26862954f, 0.26130258f, 0.27577711f),
                },
                "CLIP, for an input of 224",
                "openai/CLIP, clip/clip.py, _transform"),
            new("mnist", ZeroToOne, "gray digits on 0..1", "pixel / 255"),
        ];
    }
}
