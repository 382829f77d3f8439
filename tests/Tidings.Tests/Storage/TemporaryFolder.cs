using Tidings.Storage;

namespace Tidings.Tests.Storage;

/// <summary>A folder for the files of one test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tidings-store-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public StoreUrl Store(string name = "store.db") => new(File(name));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
