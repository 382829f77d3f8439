namespace Tidings.Tests.Durability.Crashes;

/// <summary>One file that is listened to, and grows from life to life.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="IsPacked">It is a gzip file; it grows by further members.</param>
/// <param name="Parts">What it grows by before each life, as indexes into the recording's lines.</param>
sealed record CrashSource(string Name, bool IsPacked, IReadOnlyList<int[]> Parts)
{
    public string File => Name + (IsPacked ? ".jsonl.gz" : ".jsonl");
}
