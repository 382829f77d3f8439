namespace Tidings.Analysis;

/// <summary>A topic that a text names.</summary>
/// <param name="Topic">Index of the topic in the matcher's list.</param>
/// <param name="Synonym">Index, in that topic's list, of the synonym that comes first in the text.</param>
public readonly record struct TopicMatch(int Topic, int Synonym);
