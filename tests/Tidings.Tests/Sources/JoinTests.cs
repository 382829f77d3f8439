using Tidings.Sources;
using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>One decoder reads many records: nothing of one may show in another.</summary>
public sealed class JoinTests
{
    static readonly string Id = Some.XIdText(Some.Then, 1);

    [Fact]
    public void Decode_BarePostBehindAStreamsOne_JoinsNothing()
    {
        var sink = new CollectingSink();
        var decoder = new RecordDecoder();
        var stream = Decoded.Utf8($"{{'data':{{'id':'{Id}','text':'a','author_id':'77'}},'includes':{{'users':[{{'id':'77','username':'madeup'}}],'tweets':[{{'id':'9','text':'old'}}]}}}}");
        decoder.Decode(stream, Some.Now, sink);
        stream.AsSpan().Fill((byte)'#'); // the reader has used its buffer for something else
        decoder.Decode(Decoded.Utf8($"{{'id':'{Id}','text':'b','author_id':'77','referenced_tweets':[{{'type':'retweeted','id':'9'}}]}}"), Some.Now, sink);

        Assert.Equal([("madeup", "a"), ("", "b")], sink.Posts.Select(p => (p.AuthorName, p.Text)));
    }

    [Fact]
    public void Decode_AnyTwoRecords_AreIndependent()
    {
        var alone = Samples.All.Select(sample => Assert.Single(Decoded.All(sample))).ToArray();
        var decoder = new RecordDecoder();
        for (var first = 0; first < alone.Length; first++)
            for (var second = 0; second < alone.Length; second++)
            {
                var sink = new CollectingSink();
                decoder.StartFile(new());
                decoder.Decode(Samples.All[first], Some.Now, sink);
                decoder.StartFile(new());
                decoder.Decode(Samples.All[second], Some.Now, sink);
                Assert.Equal([alone[first], alone[second]], sink.Calls);
            }
    }

    [Fact]
    public void Decode_AllOnOneLine_GivesThemAll()
    {
        var line = Samples.All.SelectMany(sample => sample.Append((byte)' ')).ToArray();
        var array = Samples.All.Aggregate(new List<byte> { (byte)'[' }, (list, sample) => [.. list, .. sample, (byte)',']).ToArray();
        array[^1] = (byte)']';
        var expected = Samples.All.Select(sample => Assert.Single(Decoded.All(sample))).ToArray();

        Assert.Equal(expected, Decoded.All(line));
        Assert.Equal(expected, Decoded.All(array));
    }
}
