using Tidings.Posts;

namespace Tidings.Sources;

/// <summary>
/// Takes what a decoder finds. For every record exactly one method is called, so that the calls add up to the records
/// read.
/// </summary>
/// <remarks>Everything handed over is valid during the call only.</remarks>
public interface IRecordSink
{
    /// <summary>A version of a post.</summary>
    void Post(DecodedPost post);

    /// <summary>A post is gone.</summary>
    void Delete(in DecodedDelete notice);

    /// <summary>An account changed; counted among the others.</summary>
    void Account(in DecodedAccount notice);

    /// <summary>A well-formed record that is neither: a like, a notice, a keep-alive message.</summary>
    void Other();

    /// <summary>A record that cannot be used.</summary>
    void Malformed(MalformedReason reason);
}
