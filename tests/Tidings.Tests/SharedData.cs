using System.IO.Compression;

namespace Tidings.Tests;

/// <summary>Finds the real recordings, which are not part of the repository; tests that need them skip where they are absent.</summary>
static class SharedData
{
    /// <summary>The path of one file below <c>../shared/data</c> (or <c>TIDINGS_TEST_DATA</c>); skips the test where it is absent.</summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.Combine(Root, relative);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"recording {relative} is not here (set TIDINGS_TEST_DATA)");
        return path;
    }

    /// <summary>Opens one file for reading, unpacked where its name ends in <c>.gz</c>.</summary>
    public static Stream Open(string relative)
    {
        var file = File.OpenRead(Path(relative));
        return relative.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    static string Root => Environment.GetEnvironmentVariable("TIDINGS_TEST_DATA")
        ?? System.IO.Path.Combine(RepositoryRoot, "..", "shared", "data");

    /// <summary>The folder that holds the solution file.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "Tidings.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"no Tidings.slnx above {AppContext.BaseDirectory}");
    }
}
