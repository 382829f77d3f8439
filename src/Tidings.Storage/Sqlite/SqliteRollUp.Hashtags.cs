using Tidings.Hours;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
    /// <summary>
    /// Computes the hashtags of an hour; returns how many rows changed. The rows of a hashtag lie behind one another, so
    /// that one pass suffices, which holds the authors of one hashtag at a time.
    /// </summary>
    int WriteHashtags(long h)
    {
        using var sql = new HashtagStatements(store.Connection);
        var changed = sql.Delete.Integer(1, h).Run();
        var votes = new AuthorVotes();
        var hashtag = new byte[64];
        var length = 0;
        sql.Posts.Integer(1, h);
        while (sql.Posts.Step())
        {
            var next = sql.Posts.GetText(0);
            if (!next.SequenceEqual(hashtag.AsSpan(0, length)))
            {
                changed += Write(sql, h, hashtag.AsSpan(0, length), votes);
                if (next.Length > hashtag.Length)
                    hashtag = new byte[next.Length * 2];
                next.CopyTo(hashtag);
                length = next.Length;
            }
            votes.Add(sql.Posts.GetInteger(1), sql.Posts.GetInteger(2) != 0);
        }
        sql.Posts.Reset();
        return changed + Write(sql, h, hashtag.AsSpan(0, length), votes);
    }

    static int Write(HashtagStatements sql, long h, ReadOnlySpan<byte> hashtag, AuthorVotes votes)
    {
        if (votes.Posts == 0)
            return 0; // before the first hashtag
        var changed = sql.Upsert.Integer(1, h).Text(2, hashtag).Integer(3, votes.Posts).Integer(4, votes.Happy)
            .Integer(5, votes.CountAuthors()).Integer(6, votes.CountHappyAuthors())
            .Run();
        votes.Clear();
        return changed;
    }
}
