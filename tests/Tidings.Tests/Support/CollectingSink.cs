using System.Text;
using Tidings.Posts;
using Tidings.Sources;

namespace Tidings.Tests.Support;

/// <summary>Keeps copies of everything a decoder finds.</summary>
sealed class CollectingSink : IRecordSink
{
    /// <summary>
    /// Every call in order: a <see cref="FoundPost"/>, <see cref="FoundDelete"/>, <see cref="FoundAccount"/>,
    /// <see cref="MalformedReason"/>, or <c>"other"</c>.
    /// </summary>
    public List<object> Calls { get; } = [];

    public IEnumerable<FoundPost> Posts => Calls.OfType<FoundPost>();

    public IEnumerable<FoundDelete> Deletes => Calls.OfType<FoundDelete>();

    public IEnumerable<FoundAccount> Accounts => Calls.OfType<FoundAccount>();

    public IEnumerable<MalformedReason> Reasons => Calls.OfType<MalformedReason>();

    public int Others => Calls.Count(call => call is "other");

    public void Post(DecodedPost post) => Calls.Add(FoundPost.Of(post));

    public void Delete(in DecodedDelete notice) => Calls.Add(new FoundDelete(
        notice.Platform, Encoding.UTF8.GetString(notice.Id.Span), notice.IsNativeId, notice.Version, notice.At,
        notice.PostedAt));

    public void Account(in DecodedAccount notice) =>
        Calls.Add(
            new FoundAccount(notice.Platform, Encoding.UTF8.GetString(notice.AuthorId.Span), notice.State, notice.At));

    public void Other() => Calls.Add("other");

    public void Malformed(MalformedReason reason) => Calls.Add(reason);
}
