using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tidings.Tests.Durability.Crashes;

/// <summary>The real program as a process of its own.</summary>
sealed partial class ChildProcess : IDisposable
{
    const int SigTerm = 15;
    const int KeptLines = 40;

    readonly Process _process;
    readonly Queue<string> _tail = new();
    readonly Lock _lock = new();

    /// <summary>Starts it.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">Besides this process's own, of which nothing about Tidings is handed on.</param>
    public ChildProcess(string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.ToList())
            if (name.StartsWith("TIDINGS_", StringComparison.Ordinal))
                start.Environment.Remove(name);
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // a killed process would leave its socket behind
        start.Environment["DOTNET_TC_CallCounting"] = "0"; // it lives for a second: compiling for later is in vain
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>The executable that was built with these tests.</summary>
    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Tidings",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "tidings");

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>128 and the signal's number where one ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines that it wrote.</summary>
    public string Tail
    {
        get
        {
            lock (_lock)
                return string.Join('\n', _tail);
        }
    }

    public bool WaitForExit(int milliseconds) => _process.WaitForExit(Math.Max(0, milliseconds));

    /// <summary>Waits until it has exited and all that it wrote was read.</summary>
    public void Drain() => _process.WaitForExit();

    /// <summary>SIGKILL; false where it was gone already.</summary>
    public bool Kill()
    {
        if (_process.HasExited)
            return false;
        _process.Kill();
        return _process.WaitForExit(30_000) && ExitCode == 137;
    }

    /// <summary>SIGTERM; false where it was gone already.</summary>
    public bool Terminate() => !_process.HasExited && Signal(_process.Id, SigTerm) == 0;

    void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lock)
        {
            _tail.Enqueue(line);
            if (_tail.Count > KeptLines)
                _tail.Dequeue();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
