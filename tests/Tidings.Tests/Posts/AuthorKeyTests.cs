using System.Buffers.Binary;
using System.Security.Cryptography;
using Tidings.Posts;

namespace Tidings.Tests.Posts;

public sealed class AuthorKeyTests
{
    // Pseudonyms are stored: they must never change.
    [Fact]
    public void Pseudonym_AnyKeyAndId_IsTheBeginningOfTheHmac()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var key = new byte[random.Next(AuthorKey.MinKeyBytes, 200)];
            random.NextBytes(key);
            var authors = new AuthorKey(key);
            for (var i = 0; i < 4; i++)
            {
                var id = new byte[random.Next(random.Next(2) == 0 ? 30 : 1000)];
                random.NextBytes(id);
                var platform = Enum.GetValues<Platform>()[random.Next(Enum.GetValues<Platform>().Length)];
                byte[] text = [.. platform.Utf8Name(), 0, .. id];
                Assert.True(Plain(key, text) == authors.Pseudonym(platform, id), $"seed 1, round {round}");
            }
        }
    }

    [Fact]
    public void Pseudonym_UnknownAuthor_IsThatOfThePostAndOfNoAuthor()
    {
        var key = new byte[AuthorKey.KeyBytes];
        var post = new DecodedPost { Platform = Platform.Mastodon, Id = "7"u8.ToArray() };
        Assert.Equal(Plain(key, [.. Platform.Mastodon.Utf8Name(), 1, (byte)'7']), new AuthorKey(key).Pseudonym(post));
    }

    static long Plain(byte[] key, byte[] text) => BinaryPrimitives.ReadInt64BigEndian(HMACSHA256.HashData(key, text));
}
