using Microsoft.Win32.SafeHandles;

namespace Tidings.Cli;

/// <summary>What the program touches of the world, so that tests can run it whole without starting a process.</summary>
sealed record AppHost
{
    /// <summary>Where results go, and nothing else.</summary>
    public required Stream Out { get; init; }

    /// <summary>Where everything else goes.</summary>
    public required TextWriter Error { get; init; }

    public required Stream In { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder in which relative paths begin.</summary>
    public required string Folder { get; init; }

    /// <summary>True where a person reads <see cref="Out"/>.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>True where a person reads <see cref="Error"/>: progress is drawn only then.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Asks jobs that run for long to stop, besides the signals.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>True where signals are meant for this program.</summary>
    public bool HasSignals { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 160;

    /// <summary>The host of the running process.</summary>
    public static AppHost OfProcess()
    {
        var environment = ReadEnvironment();
        return new()
        {
            Out = new BufferedStream(OpenStandardOutput(), 1 << 16),
            Error = Console.Error,
            In = Console.OpenStandardInput(),
            Clock = Tidings.Cli.Faults.FaultPlan.Install(environment),
            Environment = environment,
            Folder = System.Environment.CurrentDirectory,
            HasSignals = true,
            IsTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            Width = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? 160 : Console.WindowWidth,
        };
    }

    /// <summary>
    /// The console's own stream says nothing when the reader of a pipe has gone, and <c>yes | tidings score --stdin | head</c> would never end.
    /// For files it stays: it writes where the file's other writers left off.
    /// </summary>
    static Stream OpenStandardOutput()
    {
        var console = Console.OpenStandardOutput();
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return console;
        try
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return pipe.CanSeek ? console : pipe;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return console; // closed: the first write tells
        }
    }

    static Dictionary<string, string> ReadEnvironment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    }

    /// <summary>A path as the user wrote it, from <see cref="Folder"/> on.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Folder);

    /// <summary>A store with its path from <see cref="Folder"/> on; a server's address stays as it is.</summary>
    public Storage.StoreUrl StoreOf(Storage.StoreUrl url) =>
        Folder == System.Environment.CurrentDirectory || !url.IsFile ? url : new(PathOf(url.Path));
}
