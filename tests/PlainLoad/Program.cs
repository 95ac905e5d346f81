using Microsoft.ML;
using Microsoft.ML.Data;
using PlainLoad;

// Loads the model of the first argument, explains the row below, and prints the bytes of the map, the target and the score.
var mlContext = new MLContext();
ITransformer model = mlContext.Model.Load(args[0], out _);
using MLImage image = Scene.CreateImage();
IDataView data = mlContext.Data.LoadFromEnumerable([new Scene { Pixels = Scene.CreatePixels(), Image = image }]);
Explained row = mlContext.Data.CreateEnumerable<Explained>(model.Transform(data), reuseRowObject: false).Single();
Console.WriteLine(row);
