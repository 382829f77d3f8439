using System.Text;
using System.Text.Json;
using Tidings.Cli;

namespace Tidings.Tests.Commands;

/// <summary>Runs the program whole, in this process, in a temporary folder, with an environment of its own.</summary>
sealed class Workbench : IDisposable
{
    /// <summary>When everything happens here.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public string Folder { get; } = Directory.CreateTempSubdirectory("tidings-test-").FullName;

    public Dictionary<string, string> Environment { get; } =
        new() { ["TIDINGS__PRIVACY__KEY"] = "a key for tests, not a secret" };

    public bool IsTerminal { get; init; }

    /// <summary>Runs one command line.</summary>
    public RunResult Run(params string[] args) => RunWith("", args);

    /// <summary>Runs one command line with something on standard input.</summary>
    public RunResult RunWith(string input, params string[] args)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(5)); // a job that never ends fails its test
        return RunUntil(stop, "\0", input, args);
    }

    /// <summary>Runs one command line, and asks it to stop as soon as it says something.</summary>
    public RunResult RunUntil(string said, params string[] args)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60)); // a test that hangs fails
        return RunUntil(stop, said, "", args);
    }

    RunResult RunUntil(CancellationTokenSource? stop, string said, string input, string[] args)
    {
        using var output = new MemoryStream();
        using var error = new ListeningWriter(said, stop);
        var status = App.Run(args, new AppHost
        {
            Out = output,
            Error = error,
            In = new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Clock = new FixedClock(Now),
            Environment = Environment,
            Folder = Folder,
            Stop = stop?.Token ?? default,
            IsTerminal = IsTerminal,
            Width = 200,
        });
        return new(status, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Writes a file of lines and returns its name.</summary>
    public string Write(string name, params string[] lines)
    {
        File.WriteAllText(Path.Combine(Folder, name), string.Join('\n', lines) + "\n");
        return name;
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Takes what is said, from any thread.</summary>
    sealed class ListeningWriter(string awaited, CancellationTokenSource? stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            lock (this)
                base.WriteLine(value);
            if (stop is not null && value?.Contains(awaited, StringComparison.Ordinal) == true)
                stop.Cancel();
        }

        public override string ToString()
        {
            lock (this)
                return base.ToString();
        }
    }

    sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

/// <summary>What a run left behind.</summary>
sealed record RunResult(int Status, string Output, string Error)
{
    /// <summary>The output as JSON; the run must have succeeded.</summary>
    public JsonElement Json
    {
        get
        {
            Assert.True(Status == 0, $"status {Status}: {Error}");
            return JsonDocument.Parse(Output).RootElement;
        }
    }

    /// <summary>One number of a JSON object.</summary>
    public long Number(string name) => Json.GetProperty(name).GetInt64();
}
