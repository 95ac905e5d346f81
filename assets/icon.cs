#:property PublishAot=false
#:project ../src/Microsoft.ML.Saliency.Engine/Microsoft.ML.Saliency.Engine.csproj
// Draws icon.png, the packages' icon, with the library itself: dotnet run assets/icon.cs assets/icon.png

using Microsoft.ML.Saliency;

const int Side = 128;
(double Row, double Column, double Radius, double Height)[] bumps = [(56, 74, 24, 1), (84, 44, 17, 0.62), (36, 38, 12, 0.4)];

var values = new float[Side * Side];
for (int i = 0; i < values.Length; i++)
{
    (int row, int column) = Math.DivRem(i, Side);
    values[i] = (float)bumps.Sum(bump =>
        bump.Height * Math.Exp((-Math.Pow(row - bump.Row, 2) - Math.Pow(column - bump.Column, 2)) / (2 * bump.Radius * bump.Radius)));
}

var map = new SaliencyMap(Side, Side, values, target: 0, score: 1);
map.Contour(map.Render(KnownColorMaps.Inferno), topShare: 0.14, thickness: 4).Save(args[0]);
