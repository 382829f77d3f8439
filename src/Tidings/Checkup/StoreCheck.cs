using Tidings.Storage;

namespace Tidings.Cli.Checkup;

/// <summary>Whether the store can be reached and has the schema of this program.</summary>
sealed class StoreCheck : ICheck
{
    public string Name => "store";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        var url = examination.StoreUrl;
        if (url.IsFile && !File.Exists(url.Path))
            return (FindingState.Warning, $"{url.Path} is not there yet; the first command that writes makes it");
        examination.Store = Stores.OpenForReading(url, examination.Host.Clock);
        return (FindingState.Ok, $"{url} can be read, its schema is that of this program");
    }
}
