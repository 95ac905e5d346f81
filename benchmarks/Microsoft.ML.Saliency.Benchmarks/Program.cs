// What RISE costs beyond the model's own runs, and whether its memory grows with the number of masks. See ../README.md.

using Microsoft.ML.Saliency.Benchmarks;

const string Usage = """
    overhead   time of RISE against the bare runs of the model
      --model resnet50|demo|convnet   default: resnet50 and demo
      --masks N                       masks of one run; default: 48 for resnet50, 1000 for the others
      --batch B                       images per batch; default: 8
      --rounds R                      rounds of RISE, bare, bare, RISE; default: 7

    memory     peak memory at 1,000 and at 8,000 masks
      --model resnet50|demo|convnet   default: demo and convnet
      --repeats R                     processes for each number of masks; default: 5

    Results are printed and written to artifacts/bench/<verb>.md and .json.
    """;

try
{
    Arguments arguments = Arguments.Parse(args);
    switch (arguments.Verb)
    {
        case "overhead":
            OverheadBenchmark.Run(arguments);
            break;
        case "memory":
            MemoryBenchmark.Run(arguments);
            break;
        case MemoryBenchmark.ChildVerb:
            MemoryBenchmark.RunChild(arguments);
            break;
        default:
            throw new ArgumentException($"Unknown verb '{arguments.Verb}'.");
    }

    return 0;
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n\n{Usage}");
    return 1;
}
