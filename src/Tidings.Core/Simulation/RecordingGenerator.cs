namespace Tidings.Simulation;

/// <summary>
/// Makes a day of public posts on three networks: lifelike, wholly made up, and the same for the same options on every machine. People and
/// bots, happy and unhappy hashtags, five coins whose mood moves, several languages, reposts, quotes, edits, deletes, repeated, late and
/// broken lines, and one lost connection.
/// </summary>
/// <param name="options">What the recording is like.</param>
/// <exception cref="ArgumentOutOfRangeException">An option lies outside its documented range.</exception>
public sealed class RecordingGenerator(RecordingOptions options)
{
    readonly RecordingOptions _options = options.Checked();

    /// <summary>
    /// The lines of one source in the order of their arrival, made while they are read; each call begins anew. The sources do not depend
    /// on each other.
    /// </summary>
    /// <param name="source">Whose: about 42 percent of the posts are X's, 40 Bluesky's, 18 Mastodon's.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such source.</exception>
    public IEnumerable<RecordedLine> Lines(RecordingSource source)
    {
        var (x, jetstream) = ((int)(_options.Posts * 425L / 1000), (int)(_options.Posts * 400L / 1000));
        SourceRecording recording = source switch
        {
            RecordingSource.X => new XRecording(_options, x),
            RecordingSource.Jetstream => new JetstreamRecording(_options, jetstream),
            RecordingSource.Mastodon => new MastodonRecording(_options, _options.Posts - x - jetstream),
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, "no such source"),
        };
        return recording.Lines();
    }
}
