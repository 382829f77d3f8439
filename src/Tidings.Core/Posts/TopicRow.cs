namespace Tidings.Posts;

/// <summary>A topic that a post names.</summary>
/// <param name="Topic">Its index in the configured topics.</param>
/// <param name="Synonym">The index of the synonym that stood first in the text.</param>
public readonly record struct TopicRow(int Topic, int Synonym);
