namespace Tidings.Cli.Checkup;

/// <summary>Looks at one part of the program. It throws nothing that an examined part may throw.</summary>
interface ICheck
{
    /// <summary>The name of what it looks at.</summary>
    string Name { get; }

    /// <summary>What it found; null where there is nothing to look at, because an earlier part is missing.</summary>
    (FindingState State, string Message)? Look(Examination examination);
}
