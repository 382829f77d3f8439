namespace Tidings.Hours;

/// <summary>
/// Counts the posts of a hashtag in an hour and their authors: each has one vote, and is happy if any of the posts is.
/// </summary>
/// <remarks>One instance serves hashtag after hashtag. It holds at most twice the authors of the largest.</remarks>
public sealed class AuthorVotes
{
    readonly DistinctNumbers _authors = new();
    readonly DistinctNumbers _happyAuthors = new();

    /// <summary>Posts since the last <see cref="Clear"/>.</summary>
    public long Posts { get; private set; }

    /// <summary>Happy ones among them.</summary>
    public long Happy { get; private set; }

    /// <summary>Adds a post.</summary>
    public void Add(long author, bool isHappy)
    {
        Posts++;
        _authors.Add(author);
        if (!isHappy)
            return;
        Happy++;
        _happyAuthors.Add(author);
    }

    /// <summary>Different authors.</summary>
    public int CountAuthors() => _authors.Count();

    /// <summary>Different authors with a happy post.</summary>
    public int CountHappyAuthors() => _happyAuthors.Count();

    /// <summary>Begins the next hashtag.</summary>
    public void Clear()
    {
        (Posts, Happy) = (0, 0);
        _authors.Clear();
        _happyAuthors.Clear();
    }
}
