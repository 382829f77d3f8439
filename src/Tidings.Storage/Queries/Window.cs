namespace Tidings.Storage.Queries;

/// <summary>A stretch of time: hours that start in it, posts made in it. Null: open on that side.</summary>
/// <param name="From">Its first instant, unix milliseconds; an hour that began before is out.</param>
/// <param name="To">The first instant that is out, unix milliseconds.</param>
public readonly record struct Window(long? From, long? To)
{
    /// <summary>The bounds for a query.</summary>
    internal (long From, long To) Bounds => (From ?? long.MinValue, To ?? long.MaxValue);
}
