using System.IO.Compression;
using System.Text;
using Tidings.Analysis;
using Tidings.Posts;
using Tidings.Sources;

namespace Tidings.Benchmarks;

/// <summary>
/// What the stages of analysis are measured on: the posts of a recording that its platform calls English.
/// </summary>
sealed class EnglishPosts : IRecordSink
{
    const string Recording = "statuses_sample_2019-07-03_0629-0637.jsonl.gz";
    const long ReceivedAt = 4_000_000_000_000; // beyond every recording

    readonly List<Entity> _entities = [];
    byte[] _line = [];

    /// <summary>Where they come from.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The records that held them.</summary>
    public List<byte[]> Lines { get; } = [];

    /// <summary>Their full texts in UTF-8, decoded.</summary>
    public List<byte[]> Texts { get; } = [];

    /// <summary>The same as strings, for what works on strings.</summary>
    public List<string> Strings { get; } = [];

    /// <summary>The texts' entities.</summary>
    public List<Entity[]> Entities { get; } = [];

    /// <summary>Reads the recording of 2019, or where that is absent the bundled samples.</summary>
    /// <param name="recordings">The folder of X v1.1 recordings; may be absent.</param>
    /// <param name="samples">The folder of the bundled samples.</param>
    public static EnglishPosts Read(string recordings, string samples)
    {
        var recording = Path.Combine(recordings, Recording);
        var isHere = File.Exists(recording);
        var posts = new EnglishPosts { Source = isHere ? Recording : "the bundled samples" };
        foreach (var file in isHere ? [recording] : Directory.GetFiles(samples, "*.gz"))
        {
            using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            var reader = new RecordReader(stream);
            var decoder = new RecordDecoder();
            while (reader.TryRead(out var record))
            {
                posts._line = record.Bytes.ToArray();
                decoder.Decode(record.Bytes, ReceivedAt, posts);
            }
        }
        return posts;
    }

    public void Post(DecodedPost post)
    {
        if (!post.Languages.Span.SequenceEqual("en"u8))
            return;
        Lines.Add(_line);
        Texts.Add(post.Text.ToArray());
        Strings.Add(Encoding.UTF8.GetString(post.Text.Span));
        EntityExtractor.Extract(post.Text.Span, EntityProfile.X, _entities);
        Entities.Add([.. _entities]);
    }

    public void Delete(in DecodedDelete notice)
    {
    }

    public void Account(in DecodedAccount notice)
    {
    }

    public void Other()
    {
    }

    public void Malformed(MalformedReason reason)
    {
    }
}
