namespace Tidings.Retention;

/// <summary>Whether posts are still coming for an hour that no source listens to.</summary>
public enum HourUse : byte
{
    /// <summary>None are expected.</summary>
    None,

    /// <summary>A recording that is being read has not come to it yet.</summary>
    Ahead,

    /// <summary>A recording that is being read has just brought some.</summary>
    Now,
}
