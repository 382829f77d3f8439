using Tidings.Cli.Jobs;

namespace Tidings.Cli.Checkup;

/// <summary>Whether the key of the author pseudonyms is the one that the store was filled with.</summary>
sealed class AuthorKeyCheck : ICheck
{
    public string Name => "author_key";

    public (FindingState State, string Message)? Look(Examination examination)
    {
        if (examination.Store is not { } store)
            return null;
        if (!AuthorKeyFile.IsNoted(store))
            return (FindingState.Ok, "none is needed yet");
        _ = AuthorKeyFile.Open(examination.Host, store, examination.Settings.Options.Privacy);
        return (FindingState.Ok, "it is the one that the store was filled with");
    }
}
