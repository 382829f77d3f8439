using Tidings.Benchmarks;

var root = AppContext.BaseDirectory;
while (root is not null && !File.Exists(Path.Combine(root, "Tidings.slnx")))
    root = Path.GetDirectoryName(root);
if (root is null)
    throw new InvalidOperationException("run it from the repository's build");
var recordings = Environment.GetEnvironmentVariable("TIDINGS_TEST_DATA") ?? Path.Combine(root, "..", "shared", "data");
var path = Path.Combine(root, "artifacts", "bench", "renumbered.jsonl");
if (args is ["stages"])
{
    new Stages(path).Run(Console.Out);
    return 0;
}
return new EndToEnd(
    Path.Combine(root, "artifacts", "bench"), Path.Combine(root, "artifacts", "tidings"), Path.Combine(recordings, "twitter_v1")).Run(Console.Out);
