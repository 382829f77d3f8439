namespace Tidings.Storage;

/// <summary>What can be done where a store did not do what it was asked.</summary>
public enum StoreFailure : byte
{
    /// <summary>Nothing by itself: it is foreign, damaged, of another version or another key.</summary>
    Unusable,

    /// <summary>Wait: the disk is full, another program is writing.</summary>
    Passing,

    /// <summary>
    /// A person has to act, but not on this program: the file cannot be reached or may not be written. A job that runs
    /// for long waits for it; a command ends.
    /// </summary>
    Away,

    /// <summary>It did not want these rows; others it would take.</summary>
    Refused,
}
