using System.Text.Json;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>
/// What is delivered and what goes wrong, all of it from one seed. The schedule is the same for every run of a seed;
/// when exactly a signal meets a process is not, for that is the system's affair: a seed that found something may have
/// to be run a few times.
/// </summary>
sealed partial class CrashSchedule
{
    /// <summary>Lives with something in them; a last one without follows.</summary>
    const int DisturbedLives = 3;

    readonly Random _random;
    readonly List<CrashLife> _lives = [];

    /// <summary>A schedule of a seed.</summary>
    /// <param name="seed">All follows from it.</param>
    /// <param name="themes">What the lives are for; <see cref="Themes"/> where null.</param>
    public CrashSchedule(int seed, IReadOnlyList<string>? themes = null)
    {
        themes ??= Themes;
        (Seed, _random) = (seed, new(seed));
        Recording = new(seed, new() { Lines = _random.Next(300, 601), Hours = _random.Next(1, 5) });
        IsLive = _random.Next(3) == 0;
        Sources = Deliver();
        for (var life = 0; life < DisturbedLives; life++)
            _lives.Add(Life(themes[(seed * DisturbedLives + life) % themes.Count]));
        _lives.Add(new() { Theme = "undisturbed", Processes = [new("run")] });
    }

    public int Seed { get; }

    public RawRecording Recording { get; }

    /// <summary>Whether the sources count as live, so that what is not heard is a gap.</summary>
    public bool IsLive { get; }

    public IReadOnlyList<CrashSource> Sources { get; }

    public IReadOnlyList<CrashLife> Lives => _lives;

    public override string ToString() =>
        $"seed {Seed}: {Recording.Lines.Count} lines, {(IsLive ? "live, " : "")}sources "
        + string.Join(", ", Sources.Select(source =>
            $"{source.File} ({string.Join('+', source.Parts.Select(part => part.Length))})"))
        + string.Concat(_lives.Select((life, i) => $"\n  life {i + 1}: {life}"));

    /// <summary>
    /// Reordered, with repeats; in one to three files. Each file begins with a whole record, for a first line that is
    /// broken may make a document of it, whose records are other ones.
    /// </summary>
    List<CrashSource> Deliver()
    {
        var order = Recording.Deliver(_random).SelectMany(piece => piece).ToArray();
        var first = Enumerable.Range(0, Recording.Lines.Count).First(i => IsObject(Recording.Lines[i]));
        var files = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new List<int> { first }).ToList();
        var isBlocks = _random.Next(2) == 0;
        for (var i = 0; i < order.Length; i++)
            files[isBlocks ? i * files.Count / order.Length : _random.Next(files.Count)].Add(order[i]);
        return [.. files.Select((file, i) => new CrashSource($"source {i}", _random.Next(3) == 0, Split(file)))];
    }

    /// <summary>A part for each life; the last one may be empty.</summary>
    List<int[]> Split(List<int> file)
    {
        var parts = new List<int[]>();
        var at = 0;
        for (var life = 0; life <= DisturbedLives; life++)
        {
            var left = file.Count - at;
            var share = left / (DisturbedLives + 1 - life) + _random.Next(-20, 21);
            var length = life == DisturbedLives ? left : Math.Min(left, Math.Max(1, share));
            parts.Add([.. file[at..(at + length)]]);
            at += length;
        }
        return parts;
    }

    static bool IsObject(byte[] line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
