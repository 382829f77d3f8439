using Tidings.Posts;

namespace Tidings.Sources.Live;

/// <summary>What the listener itself needs to know of a Jetstream event.</summary>
/// <param name="TimeMicroseconds">When the server saw it first, unix microseconds.</param>
/// <param name="Key">
/// The hash of what makes the event itself and no other; null where it names too little to be told from others.
/// </param>
/// <param name="Author">Where the event names the author of the post that it brings; empty where it brings
/// none.</param>
public readonly record struct JetstreamStamp(long TimeMicroseconds, UInt128? Key, ByteRange Author = default);
