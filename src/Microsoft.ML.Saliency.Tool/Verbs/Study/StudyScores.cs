namespace Microsoft.ML.Saliency.Tool;

/// <summary>T3: the metrics' scores of the methods, and the metrics' reliability.</summary>
internal sealed class StudyScores
{
    private static readonly Metric[] Metrics = Enum.GetValues<Metric>();
    private readonly StudyPlan _plan;
    private readonly BootstrapOptions _bootstrap;
    private readonly int _images;

    /// <summary>Areas: image, method, metric, baseline of the metric.</summary>
    private readonly double[,,,] _areas;

    public StudyScores(StudyPlan plan, StudyCache cache, IReadOnlyList<StudyImage> images, BootstrapOptions bootstrap)
    {
        (_plan, _bootstrap, _images) = (plan, bootstrap, images.Count);
        _areas = new double[images.Count, plan.Methods.Count, Metrics.Length, plan.Baselines.Count];
        for (int image = 0; image < images.Count; image++)
        {
            for (int method = 0; method < plan.Methods.Count; method++)
            {
                for (int baseline = 0; baseline < plan.Baselines.Count; baseline++)
                {
                    string file = cache.CurvesFile(images[image], plan.Methods[method].Spec, plan.MetricKey, plan.Baselines[baseline]);
                    CurveSet curves = cache.ReadJson<CurveSet>(file)!;
                    foreach (Metric metric in Metrics)
                    {
                        _areas[image, method, (int)metric, baseline] = curves.Area(metric, images[image].Target);
                    }
                }
            }
        }
    }

    /// <summary>Gets the mean scores.</summary>
    public IReadOnlyList<ScoreResult> Means() =>
        [.. from method in Enumerable.Range(0, _plan.Methods.Count)
            from baseline in Enumerable.Range(0, _plan.Baselines.Count)
            let rated = _plan.Methods[method]
            select new ScoreResult(
                rated.Method, rated.Baseline, _plan.Baselines[baseline].Name, Mean(method, Metric.Morf, baseline),
                Mean(method, Metric.Lerf, baseline), Mean(method, Metric.Deletion, baseline), Mean(method, Metric.Insertion, baseline))];

    /// <summary>Gets how alike a metric ranks the methods under different baselines.</summary>
    public IReadOnlyList<RankingResult> RankingsByBaseline(bool[] isNeutral)
    {
        int[] baselines = [.. Enumerable.Range(0, isNeutral.Length).Where(baseline => isNeutral[baseline])];
        return [.. Metrics.Select(
            metric => Rank(metric.Title(), [.. baselines.Select(baseline => (_plan.Baselines[baseline].Name, metric, baseline))]))];
    }

    /// <summary>Gets how alike the metrics rank the methods, with the reference as their baseline.</summary>
    public RankingResult MetricAgreement() =>
        Rank(_plan.Baselines[0].Name, [.. Metrics.Select(metric => (metric.Title(), metric, 0))]);

    /// <summary>Gets the reliability of each metric with each baseline.</summary>
    public IReadOnlyList<ReliabilityResult> Reliability() =>
        [.. from metric in Metrics
            from baseline in Enumerable.Range(0, _plan.Baselines.Count)
            let scores = Scores(metric, baseline)
            select new ReliabilityResult(
                metric, _plan.Baselines[baseline].Name,
                WhereDefined(() => MetricReliability.InterRaterReliability(scores, _bootstrap)),
                WhereDefined(() => MetricReliability.InterMethodReliability(scores, _bootstrap).Mean))];

    /// <summary>Gets the internal consistency of the metrics for each method, with each baseline.</summary>
    public IReadOnlyList<ConsistencyResult> Consistency() =>
        [.. from method in Enumerable.Range(0, _plan.Methods.Count)
            from baseline in Enumerable.Range(0, _plan.Baselines.Count)
            select new ConsistencyResult(
                _plan.Methods[method].Label, _plan.Baselines[baseline].Name,
                WhereDefined(() => MetricReliability.InternalConsistency(ScoresOf(method, baseline), _bootstrap).Mean))];

    /// <summary>Gets whether maps win under the baseline that they were made with.</summary>
    public IReadOnlyList<CrossTableResult> CrossTables() =>
        [.. from method in new[] { StudyPlan.Rise, StudyPlan.Occlusion }
            from metric in Metrics
            select CrossTable(method, metric)];

    private CrossTableResult CrossTable(string method, Metric metric)
    {
        int[] methods = [.. Enumerable.Range(0, _plan.Methods.Count).Where(i => _plan.Methods[i].Method == method)];
        var scores = new double[_images, methods.Length, methods.Length];
        for (int image = 0; image < _images; image++)
        {
            for (int map = 0; map < methods.Length; map++)
            {
                for (int baseline = 0; baseline < methods.Length; baseline++)
                {
                    scores[image, map, baseline] = _areas[image, methods[map], (int)metric, baseline];
                }
            }
        }

        var table = new BaselineCrossTable(scores, metric.HigherIsBetter());
        int[] all = [.. Enumerable.Range(0, table.Baselines)];
        return new(
            method, metric, [.. all.Select(map => all.Select(baseline => table.Mean(map, baseline).Mean).ToArray())],
            [.. all.Select(baseline => _plan.Baselines[table.Winner(baseline)].Name)],
            table.OwnWins(_bootstrap), table.Chance);
    }

    private RankingResult Rank(string subject, (string Name, Metric Metric, int Baseline)[] judges)
    {
        string[] winners = [.. judges.Select(judge => _plan.Methods[Winner(judge.Metric, judge.Baseline)].Label)];
        string[] names = [.. judges.Select(judge => judge.Name)];
        if (judges.Length < 2)
        {
            return new(subject, names, winners, [[1]], new ReliabilityEstimate(double.NaN, double.NaN, double.NaN, 0));
        }

        PairwiseReliability agreement = MetricReliability.RankAgreement(
            [.. judges.Select(judge => Scores(judge.Metric, judge.Baseline))], _bootstrap);
        return new(
            subject, names, winners, [.. names.Select((_, i) => names.Select((_, j) => agreement[i, j].Value).ToArray())], agreement.Mean);
    }

    private int Winner(Metric metric, int baseline) =>
        Enumerable.Range(0, _plan.Methods.Count).MaxBy(method => (metric.HigherIsBetter() ? 1 : -1) * Mean(method, metric, baseline).Mean);

    private MeanEstimate Mean(int method, Metric metric, int baseline) =>
        MeanEstimate.Of([.. Enumerable.Range(0, _images).Select(image => _areas[image, method, (int)metric, baseline])]);

    /// <summary>Gets the scores of all images (rows) and methods (columns), higher being better.</summary>
    private double[,] Scores(Metric metric, int baseline) => Table(_plan.Methods.Count, method => (method, metric, baseline));

    /// <summary>Gets the scores of all images (rows) by all metrics (columns), higher being better.</summary>
    private double[,] ScoresOf(int method, int baseline) => Table(Metrics.Length, metric => (method, Metrics[metric], baseline));

    private double[,] Table(int columns, Func<int, (int Method, Metric Metric, int Baseline)> cell)
    {
        var table = new double[_images, columns];
        for (int image = 0; image < _images; image++)
        {
            for (int column = 0; column < columns; column++)
            {
                (int method, Metric metric, int baseline) = cell(column);
                double area = _areas[image, method, (int)metric, baseline];
                table[image, column] = metric.HigherIsBetter() ? area : -area;
            }
        }

        return table;
    }

    /// <summary>Gets a reliability; null where equal scores leave it undefined.</summary>
    private static ReliabilityEstimate? WhereDefined(Func<ReliabilityEstimate> measure)
    {
        try
        {
            return measure();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
