using Tidings.Posts;
using Tidings.Sources;

namespace Tidings.Tests.Support;

/// <summary>Counts what a decoder finds by kind, and allocates nothing.</summary>
sealed class CountingSink : IRecordSink
{
    public int Posts { get; private set; }

    public int Deletes { get; private set; }

    /// <summary>Accounts and others, which the counters of the program put together.</summary>
    public int Others { get; private set; }

    public int Unusable { get; private set; }

    public int All => Posts + Deletes + Others + Unusable;

    public void Post(DecodedPost post) => Posts++;

    public void Delete(in DecodedDelete notice) => Deletes++;

    public void Account(in DecodedAccount notice) => Others++;

    public void Other() => Others++;

    public void Malformed(MalformedReason reason) => Unusable++;
}
