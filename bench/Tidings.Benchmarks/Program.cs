using Tidings.Benchmarks;

var root = AppContext.BaseDirectory;
while (root is not null && !File.Exists(Path.Combine(root, "Tidings.slnx")))
    root = Path.GetDirectoryName(root);
if (root is null)
    throw new InvalidOperationException("run it from the repository's build");
if (args is not ([] or ["analysis"] or ["stages"] or ["end-to-end"] or ["postgres"] or ["queue"] or ["latency"] or ["latency", "large"]
    or ["listening"] or ["listening", "short"]))
{
    Console.Error.WriteLine("usage: Tidings.Benchmarks [analysis|stages|end-to-end|postgres|queue|latency [large]|listening [short]]; without a name all of them");
    return 2;
}
var recordings = Path.Combine(
    Environment.GetEnvironmentVariable("TIDINGS_TEST_DATA") ?? Path.Combine(root, "..", "shared", "data"),
    "twitter_v1");
var folder = Path.Combine(root, "artifacts", "bench");
var program = MeasuredProcess.Newest(Path.Combine(root, "artifacts"));
Console.Error.WriteLine($"program: {Path.GetRelativePath(root, program)}");
if (args is [] or ["end-to-end"])
    new EndToEnd(folder, program, recordings).Run(Console.Out);
if (args is [] or ["postgres"])
    new PostgresEndToEnd(folder, program, recordings).Run(Console.Out);
if (args is [] or ["queue"])
    new QueueThroughput(folder, program, recordings).Run(Console.Out);
if (args is [] or ["listening", ..])
    new Listening(folder, program)
        .Run(Console.Out, TimeSpan.FromSeconds(args is ["listening", "short"] ? 30 : 300));
if (args is [] or ["latency", ..])
{
    Latency.Head(Console.Out);
    if (args is not ["latency", "large"])
        new Latency(folder, program).Run(Console.Out, before: 0, seconds: 100);
    new Latency(folder, program).Run(Console.Out, before: 3_600_000, seconds: 180);
}
if (args is [] or ["stages"])
    new Stages(Path.Combine(folder, "renumbered.jsonl")).Run(Console.Out);
if (args is [] or ["analysis"])
{
    var lexicon = Path.Combine(root, "src", "Tidings.Core", "Analysis", "Sentiment", "Vader", "Data", "lexicon.tsv");
    new AnalysisBenchmark(EnglishPosts.Read(recordings, Path.Combine(root, "samples")), lexicon).Run(Console.Out);
}
return 0;
