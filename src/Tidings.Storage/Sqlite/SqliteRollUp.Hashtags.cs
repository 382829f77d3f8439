using Tidings.Hours;

namespace Tidings.Storage.Sqlite;

public sealed partial class SqliteRollUp
{
    /// <summary>
    /// Computes the hashtags of an hour; returns how many rows changed. The rows of a hashtag lie behind one another,
    /// so that one pass suffices, which holds the authors of one hashtag at a time.
    /// </summary>
    int WriteHashtags(long h)
    {
        using var sql = new HashtagStatements(store.Connection);
        var (changed, hashtags) = (0, 0);
        var votes = new AuthorVotes();
        var hashtag = new byte[64];
        var length = 0;
        sql.Posts.Integer(1, h);
        while (sql.Posts.Step())
        {
            var next = sql.Posts.GetText(0);
            if (!next.SequenceEqual(hashtag.AsSpan(0, length)))
            {
                if (votes.Posts > 0)
                    changed += Write();
                if (next.Length > hashtag.Length)
                    hashtag = new byte[next.Length * 2];
                next.CopyTo(hashtag);
                length = next.Length;
            }
            votes.Add(sql.Posts.GetInteger(1), sql.Posts.GetInteger(2) != 0);
        }
        sql.Posts.Reset();
        if (votes.Posts > 0)
            changed += Write();
        return changed + DeleteOthers(sql, h, hashtags);

        int Write()
        {
            hashtags++;
            sql.Upsert.Integer(1, h).Text(2, hashtag.AsSpan(0, length)).Integer(3, votes.Posts).Integer(4, votes.Happy)
                .Integer(5, votes.CountAuthors()).Integer(6, votes.CountHappyAuthors());
            votes.Clear();
            return sql.Upsert.Run();
        }
    }

    /// <summary>
    /// Every hashtag of the hour has its row by now. Only if there are more rows than hashtags must those be found that
    /// are too many, which takes longer than counting.
    /// </summary>
    static int DeleteOthers(HashtagStatements sql, long h, int hashtags) =>
        sql.CountRows.Integer(1, h).Value() == hashtags ? 0 : sql.Delete.Integer(1, h).Run();
}
