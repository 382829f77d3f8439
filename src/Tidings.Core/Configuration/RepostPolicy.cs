namespace Tidings.Configuration;

/// <summary>What topic hours do with reposts.</summary>
public enum RepostPolicy : byte
{
    /// <summary>They are refused, with the reason repost.</summary>
    Drop,

    /// <summary>They count like other posts.</summary>
    Keep,
}
