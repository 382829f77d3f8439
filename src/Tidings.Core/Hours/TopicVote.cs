namespace Tidings.Hours;

/// <summary>What a scored post adds to the hour of a topic.</summary>
/// <param name="Points">The compound in ten-thousandths; null where the post was never scored.</param>
/// <param name="Weight">In ten-thousandths.</param>
/// <param name="BelongsToMean">Whether it enters the mean and the deviation.</param>
readonly record struct TopicVote(short? Points, int Weight, bool BelongsToMean);
