namespace Tidings.Storage.Queries;

/// <summary>A topic and from when on it was looked for.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Since">Start of the first hour read with its present definition, unix milliseconds.</param>
public sealed record TopicSince(string Topic, long Since);
