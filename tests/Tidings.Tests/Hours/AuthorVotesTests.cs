using Tidings.Hours;

namespace Tidings.Tests.Hours;

public sealed class AuthorVotesTests
{
    [Fact]
    public void Count_AnAuthorTwice_HasOneVoteAndIsHappyOnce()
    {
        var votes = new AuthorVotes();
        votes.Add(7, isHappy: false);
        votes.Add(7, isHappy: true);
        votes.Add(7, isHappy: true);
        votes.Add(-7, isHappy: false);
        Assert.Equal((4, 2, 2, 1), (votes.Posts, votes.Happy, votes.CountAuthors(), votes.CountHappyAuthors()));
        votes.Clear();
        votes.Add(0, isHappy: true);
        Assert.Equal((1, 1, 1, 1), (votes.Posts, votes.Happy, votes.CountAuthors(), votes.CountHappyAuthors()));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_500)]
    [InlineData(40_000)]
    public void Count_ManyPosts_EqualsASetOfAuthors(int authors)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            var votes = new AuthorVotes();
            var (all, happy) = (new HashSet<long>(), new HashSet<long>());
            for (var i = 0; i < 50_000; i++)
            {
                var (author, isHappy) = (random.Next(authors) - 5L, random.Next(3) == 0);
                votes.Add(author, isHappy);
                all.Add(author);
                if (isHappy)
                    happy.Add(author);
            }
            Assert.True(
                (all.Count, happy.Count) == (votes.CountAuthors(), votes.CountHappyAuthors()), $"seed {seed}");
        }
    }
}
