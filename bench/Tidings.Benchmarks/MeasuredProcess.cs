using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tidings.Benchmarks;

/// <summary>The real program as a child, with what it took.</summary>
static class MeasuredProcess
{
    /// <summary>
    /// The program compiled ahead of time, which is what the container image runs, unless it is missing or something was
    /// built since.
    /// </summary>
    public static string Newest(string artifacts)
    {
        var (built, published) = (Path.Combine(artifacts, "tidings"), Path.Combine(artifacts, "published", "tidings"));
        var builtAt = Directory.EnumerateFiles(Path.Combine(artifacts, "bin", "Tidings", "release"), "*idings*.dll")
            .Max(File.GetLastWriteTimeUtc);
        return File.GetLastWriteTimeUtc(published) >= builtAt ? published : built; // a missing file is of 1601
    }

    /// <summary>Starts the program in a folder; its log goes to <paramref name="name"/>.log there.</summary>
    public static Process Start(
        string program, string folder, string name, IEnumerable<string> arguments,
        params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
        var log = Path.Combine(folder, name + ".log");
        File.Delete(log);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                File.AppendAllText(log, line.Data + "\n");
        };
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Waits for the end; returns the seconds and the highest resident memory in MB.</summary>
    public static (double Seconds, long PeakMegabytes) Finish(Process process, long started)
    {
        var peak = 0L;
        while (!process.WaitForExit(20))
            peak = Math.Max(peak, PeakOf(process.Id));
        return process.ExitCode == 0
            ? (Stopwatch.GetElapsedTime(started).TotalSeconds, peak)
            : throw new InvalidOperationException($"the program ended with {process.ExitCode}");
    }

    /// <summary>A process's highest resident memory so far in MB, as the kernel counts it; 0 where it has ended.</summary>
    public static long PeakOf(int pid) => Memory(pid, "VmHWM");

    /// <summary>Its resident memory now.</summary>
    public static long ResidentOf(int pid) => Memory(pid, "VmRSS");

    static long Memory(int pid, string what)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status", Encoding.ASCII)
                .FirstOrDefault(text => text.StartsWith(what, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }

    /// <summary>Removes a store, a queue, and what lies beside them.</summary>
    public static void Clear(string folder, string name)
    {
        foreach (var file in Directory.EnumerateFiles(folder, name + "*"))
            File.Delete(file);
    }
}
