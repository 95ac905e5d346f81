// How fast RISE is, what it costs beyond the model's own runs, and how that grows. See ../README.md.

using Microsoft.ML.Saliency.Benchmarks;

try
{
    Arguments arguments = Arguments.Parse(args);
    Verb verb = Verb.All.FirstOrDefault(verb => verb.Name == arguments.Verb)
        ?? throw new ArgumentException($"Unknown verb '{arguments.Verb}'.");
    if (verb.Help is not null)
    {
        // Before anything runs, since it tells the machine's load. A process that a benchmark starts prints its result alone.
        Console.WriteLine($"{Machine.This}.");
    }

    verb.Run(arguments);
    return 0;
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n\n{Verb.Usage}");
    return 1;
}
catch (BenchmarkException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
