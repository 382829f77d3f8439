using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidings.Posts;

namespace Tidings.Sources;

public sealed partial class RecordDecoder
{
    /// <summary><c>{"0": {row}, "1": {row}, …}</c>, the whole file one object.</summary>
    void DecodeSeedRows(ReadOnlyMemory<byte> json)
    {
        var reader = new JsonCursor(json.Span);
        reader.Read();
        while (reader.ReadName(out _))
        {
            reader.ReadValue();
            var start = reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isObject)
                DecodeSeedRow(json[start..reader.BytesConsumed]);
            else
                _sink.Malformed(MalformedReason.Field);
        }
    }

    /// <summary>One row: a text that was cleaned and filtered already, without id, author, language or zone.</summary>
    void DecodeSeedRow(ReadOnlyMemory<byte> json)
    {
        var reader = new JsonCursor(json.Span);
        reader.Read();
        JsonText text = default, keyword = default, time = default, location = default, since = default;
        long? followers = null;
        bool? verified = null;
        while (reader.ReadName(out var name))
        {
            if (name.SequenceEqual("Followers"u8))
                followers = Count(ref reader);
            else if (name.SequenceEqual("Verified"u8))
                verified = Boolean(ref reader);
            else
            {
                var isText = name.SequenceEqual("Tweet"u8);
                var isKeyword = name.SequenceEqual("Keyword"u8);
                var isTime = name.SequenceEqual("Time"u8);
                var isLocation = name.SequenceEqual("Location"u8);
                var isSince = name.SequenceEqual("User created"u8);
                reader.ReadValue();
                if (isText) text = JsonText.OfString(ref reader);
                else if (isKeyword) keyword = JsonText.OfString(ref reader);
                else if (isTime) time = JsonText.OfString(ref reader);
                else if (isLocation) location = JsonText.OfString(ref reader);
                else if (isSince) since = JsonText.OfString(ref reader);
                else reader.Skip();
            }
        }
        if (!text.IsPresent || !time.IsPresent)
        {
            _sink.Malformed(MalformedReason.Field);
            return;
        }
        if (!TrySeedTime(Text(json, time).Span, out var postedAt) || !IsAcceptedTime(postedAt))
        {
            _sink.Malformed(MalformedReason.Date);
            return;
        }
        var post = _post;
        post.Clear();
        post.Platform = Platform.Seed;
        post.Text = Text(json, text);
        post.Keyword = Text(json, keyword);
        post.Location = Text(json, location);
        (post.PostedAt, post.Followers, post.Verified) = (postedAt, followers, verified);
        post.AuthorSince = TrySeedTime(Text(json, since).Span, out var sinceAt) ? sinceAt : null;
        post.Id = SeedId(post, followers, sinceAt);
        _sink.Post(post);
    }

    ReadOnlyMemory<byte> SeedId(DecodedPost post, long? followers, long since)
    {
        var content = new ArrayWriter(
            _scratch.Reserve(post.Text.Length + post.Keyword.Length + post.Location.Length + 128).Span);
        content.Add(post.Text.Span);
        content.Add(post.Keyword.Span);
        content.Add(post.Location.Span);
        content.Add(post.PostedAt);
        content.Add(followers ?? -1);
        content.Add(since);
        content.Add(post.Verified switch { true => 1, false => 0, _ => -1 });
        Span<byte> id = stackalloc byte[SeedRowIds.MaxLength];
        var length = _seedIds.Write(content.Written, id);
        id[..length].CopyTo(_scratch.Reserve(length).Span);
        return _scratch.Commit(length);
    }

    /// <summary>
    /// <c>DD-MM-YYYY HH:MM</c> in the exports' zone; of an hour that comes twice the first, of one that is left out the
    /// next.
    /// </summary>
    bool TrySeedTime(ReadOnlySpan<byte> text, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        Span<char> characters = stackalloc char[16];
        if (text.Length != characters.Length
            || Ascii.ToUtf16(text, characters, out _) != System.Buffers.OperationStatus.Done
            || !DateTime.TryParseExact(
                characters, "dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var local))
            return false;
        var zone = _options.SeedZone;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        unixMilliseconds = (local.Ticks - offset.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return true;
    }

    /// <summary>Puts fields behind one another with a separator that no field can hold.</summary>
    ref struct ArrayWriter(Span<byte> target)
    {
        readonly Span<byte> _target = target;
        int _length;

        public readonly ReadOnlySpan<byte> Written => _target[.._length];

        public void Add(ReadOnlySpan<byte> field)
        {
            field.CopyTo(_target[_length..]);
            _length += field.Length;
            _target[_length++] = 0;
        }

        public void Add(long number)
        {
            System.Buffers.Text.Utf8Formatter.TryFormat(number, _target[_length..], out var digits);
            _length += digits;
            _target[_length++] = 0;
        }
    }
}
