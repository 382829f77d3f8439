using System.Diagnostics;

namespace Tidings.Tests.Support;

/// <summary>
/// Runs shell scripts as an ordinary user, because database servers refuse to run as root: as <c>postgres</c>, or as
/// <c>nobody</c> where there is none.
/// </summary>
static class ServerAccount
{
    /// <summary>
    /// Starts a script in a session of its own, with arguments as <c>$1</c>, <c>$2</c>, …; its input ends when this
    /// process does, however it dies.
    /// </summary>
    public static Process Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true, // the pipe is closed on exec, so no other child keeps it open
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        string[] words =
        [
            .. Environment.UserName == "root"
                ? ["setpriv", $"--reuid={Name}", $"--regid={GroupId()}", "--clear-groups"]
                : Array.Empty<string>(),
            "setsid", "sh", "-c", script, "sh", .. arguments,
        ];
        start.FileName = words[0];
        foreach (var word in words[1..])
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }

    /// <summary>The newest program of this name in or beside the path; null where there is none.</summary>
    public static string? Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').ToList();
        folders.Add("/usr/sbin");
        foreach (var root in (string[])["/usr/lib/postgresql", "/usr/pgsql"])
            if (Directory.Exists(root))
                folders.AddRange(Directory.GetDirectories(root).OrderDescending().Select(folder => folder + "/bin"));
        return folders.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }

    static string Name { get; } = HasUser("postgres") ? "postgres" : "nobody";

    static bool HasUser(string name) => Users().Any(user => user[0] == name);

    static string GroupId() => Users().First(user => user[0] == Name)[3];

    static IEnumerable<string[]> Users() => File.ReadLines("/etc/passwd").Select(line => line.Split(':'));
}
