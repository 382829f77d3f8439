using System.Text.Unicode;
using Tidings.Posts;
using Tidings.Sources;

namespace Tidings.Tests.Sources;

/// <summary>Counts calls and looks at everything that is handed over: the promises of <see cref="IRecordSink"/> and <see cref="DecodedPost"/>.</summary>
sealed class CheckingSink(long receivedAt) : IRecordSink
{
    public int Posts { get; private set; }

    public int Deletes { get; private set; }

    public int Calls { get; private set; }

    /// <summary>What was promised and not kept.</summary>
    public string? Fault { get; private set; }

    public void Post(DecodedPost post)
    {
        Calls++;
        Posts++;
        Check(!post.Id.IsEmpty, "an empty id");
        Check(PostTime.IsAccepted(post.PostedAt, receivedAt), $"a time out of range: {post.PostedAt}");
        Check(post.Version >= 0, $"a negative version: {post.Version}");
        Check(post.Followers is null or >= 0, $"fewer followers than none: {post.Followers}");
        foreach (var text in new[] { post.Id, post.AuthorId, post.AuthorName, post.Location, post.Languages, post.Text, post.Keyword })
            CheckText(text);
        foreach (var id in post.NativeIds)
        {
            CheckText(id);
            Check(!id.IsEmpty, "an empty native id");
        }
        foreach (var tag in post.Tags)
        {
            CheckText(tag);
            Check(tag.Length is > 0 and <= 640, $"a tag of {tag.Length} bytes");
        }
        foreach (var range in post.Languages.Span.Split((byte)','))
            Check(post.Languages.IsEmpty || post.Languages.Span[range] is { Length: >= 2 and <= 8 } code && !code.ContainsAnyExceptInRange((byte)'a', (byte)'z'), "a language that is none");
    }

    public void Delete(in DecodedDelete notice)
    {
        Calls++;
        Deletes++;
        Check(!notice.Id.IsEmpty, "a delete of nothing");
        CheckText(notice.Id);
    }

    public void Account(in DecodedAccount notice)
    {
        Calls++;
        Check(!notice.AuthorId.IsEmpty, "an account of nobody");
        CheckText(notice.AuthorId);
    }

    public void Other() => Calls++;

    public void Malformed(MalformedReason reason)
    {
        Calls++;
        Check(Enum.IsDefined(reason), "an unknown reason");
    }

    void CheckText(ReadOnlyMemory<byte> text) => Check(Utf8.IsValid(text.Span) && !text.Span.Contains((byte)0), "text that is not UTF-8, or holds NUL");

    void Check(bool isKept, string fault)
    {
        if (!isKept)
            Fault ??= fault;
    }
}
