namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One thing that this program does.</summary>
/// <param name="Name">The command line's first word, and the name of the result files.</param>
/// <param name="Run">Does it.</param>
/// <param name="Help">What it measures, with its options; null for the runs that a benchmark starts as processes of their own.</param>
/// <param name="Quick">The options of its short form, as typed; null if <c>quick</c> leaves it out.</param>
internal sealed record Verb(string Name, Action<Arguments> Run, string? Help = null, string? Quick = null)
{
    /// <summary>Every verb, in the order of the quick run.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        new("micro", MicroBenchmark.Run, """
            the engine's own work for one mask, without a model
            """, Quick: ""),
        new("overhead", OverheadBenchmark.Run, """
            time of RISE against the bare runs of the model
              --model resnet50|demo|convnet   default: resnet50 and demo
              --masks N                       masks of one run; default: 64 for resnet50, 4000 for demo, 1000 for convnet
              --batch B                       images per batch; default: 8
              --rounds R                      rounds of RISE, bare, bare, RISE; default: 7
            """, Quick: "--rounds 2"),
        new("memory", MemoryBenchmark.Run, """
            peak memory at 1,000 and at 8,000 masks
              --model resnet50|demo|convnet   default: demo and convnet
              --repeats R                     processes for each number of masks; default: 5
            """, Quick: "--repeats 1"),
        new("scaling", ScalingBenchmark.Run, """
            time of a mask as the number of masks, the image, the classes, the batch and the threads grow
              --rounds R                      default: 7
            """, Quick: "--rounds 3"),
        new("sessions", SessionsBenchmark.Run, """
            several sessions of few threads against one of many, on a quiet and on a busy machine, with their memory
              --model resnet50|demo|convnet   default: resnet50 and demo
              --rounds R                      default: 7
            """, Quick: "--rounds 1"),
        new("pipeline", PipelineBenchmark.Run, """
            time of a row in an ML.NET pipeline and in a PredictionEngine, against the engine's call; whether memory stays flat
              --rows N                        default: 10000
              --rounds R                      default: 5
            """, Quick: "--rows 1000 --rounds 3"),
        new("chain", ChainBenchmark.Run, """
            an ML.NET pipeline of a ResNet-18 and a trained head: in batches and in ML.NET's rows, against the bare session at batch 1
              --images N                      passes of a map, and rows; default: 65
              --rounds R                      default: 7
            """, Quick: "--images 17 --rounds 2"),
        new("fidelity", FidelityBenchmark.Run, """
            passes for a map of rank correlation .95 and .98 with the limit map; whether Until keeps its promise
              --onnx FILE --images FOLDER     default: the demo model and its scenes; KnownPreprocessing.ImageNet, resized to the input
              --input CxHxW, --output NAME    where the model does not say
              --count K                       the first K images; default: all
              --grid S                        default: 7
              --limit N                       masks of the limit map; default: 64000
              --most N                        masks to try at most; default: 64000
              --seed N                        of the masks, not of the limit's; default: 0
              --scores FOLDER                 keep the models' scores there for later runs
            """, Quick: "--count 2 --limit 16000 --most 8192"),
        new("errorbars", ErrorBarsBenchmark.Run, """
            many maps of few masks against one of 64,000: whether the mean is right, and the error bars
              --onnx, --images, --input, --output, --count, --scores   as for fidelity
              --maps N, --masks N             default: 200 of 500
            """),
        new("calibration", CalibrationBenchmark.Run, """
            error bars and kept promises of Until for several keep probabilities: scores whose limit is counted out, or photographs
              --onnx, --images, --input, --output, --count             as for fidelity; default: four closed forms
              --maps N, --masks N             maps for the error bars, of closed forms only; default: 200 of 1000
              --runs N                        runs of each promise; default: 200 for closed forms, 1 for photographs
              --limit N                       masks of each of the two limit maps of a photograph; default: 16000
              --most N                        masks to try at most; default: 16000
            """, Quick: "--maps 50 --runs 10 --most 4096"),
        new("keep", KeepProbabilityBenchmark.Run, """
            maps with KeepProbability.Auto against maps with 0.5
              --onnx, --images, --input, --output, --count             as for fidelity
              --passes N                      for a map, those of the search included; default: 2000
            """, Quick: "--count 3"),
        new("masking", MaskingBenchmark.Run, """
            masked images made where the model runs, against images written into its input
              --model resnet50|demo|convnet   default: resnet50 and demo
              --gpu ID                        CUDA device; default: the CPU
              --masks N, --rounds R           as for overhead
            """, Quick: "--rounds 1"),
        new("gpu", GpuBenchmark.Run, """
            on a card: passes a second against the model alone, by batch, precision and lanes; maps against the CPU's; memory
              --model resnet50|demo|convnet|FILE   default: resnet50
              --input CxHxW, --output NAME    where the model does not say
              --provider NAME, --device N     default: cuda, 0; cpu to try the program out
              --masks N, --rounds R, --maps N default: 4000, 3, and 1000 maps to watch the memory over
              --quick yes                     1000 masks, 1 round, 100 maps, one batch size
              --rise FOLDER, --python FILE    for the authors' code on PyTorch beside it, as for endtoend
            """),
        new("endtoend", EndToEndBenchmark.Run, """
            seconds for a map, against the authors' Python code on PyTorch
              --rise FOLDER                   your clone of github.com/eclique/RISE
              --python FILE                   a Python with torch, onnx, skimage and tqdm; default: python3
              --masks N                       default: 200
              --rounds R                      default: 5
            """, Quick: "--masks 48 --rounds 2"),
        new("tool", ToolBenchmark.Run, """
            mlsaliency explain against the engine alone on many small images, and its memory as their number grows
              --images N                      images of the larger of the two memory runs; default: 2000
              --block N                       images of one timed run; default: 4
              --masks N                       masks of each image; default: 4000
              --rounds R                      default: 7
            """, Quick: "--images 200 --rounds 2"),
        new("quick", QuickRun.Run, """
            the short form of all of these, each in a process of its own
              --rise FOLDER, --python FILE    for endtoend; left out without them
            """),
        new(ToolBenchmark.ChildVerb, ToolBenchmark.RunForMemory),
        new(MemoryBenchmark.ChildVerb, MemoryBenchmark.RunChild),
        new(SessionsBenchmark.MemoryVerb, SessionsBenchmark.RunForMemory),
        new(SessionsBenchmark.LoadVerb, SessionsBenchmark.RunAsLoad),
    ];

    /// <summary>What to type.</summary>
    public static string Usage { get; } =
        string.Join("\n\n", All.Where(verb => verb.Help is not null).Select(verb => $"{verb.Name,-10} {verb.Help}")) +
        "\n\nResults are printed and written to artifacts/bench/<verb>.md and .json.";
}
