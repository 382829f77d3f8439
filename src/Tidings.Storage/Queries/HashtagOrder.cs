namespace Tidings.Storage.Queries;

/// <summary>By what hashtags are ranked.</summary>
public enum HashtagOrder
{
    /// <summary>By the lower bound of the happy rate: the happiest that we can be sure of.</summary>
    Rate,

    /// <summary>By happy posts.</summary>
    Happy,

    /// <summary>By posts.</summary>
    Posts,
}
