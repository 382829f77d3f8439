using Tidings.Posts;

namespace Tidings.Tests.Support;

/// <summary>The samples must be what they claim to be: a fuzzer over broken fixtures would prove nothing.</summary>
public sealed class SamplesTests
{
    public static TheoryData<string> Posts => [.. Samples.Posts];

    public static TheoryData<string> Deletes => [.. Samples.Deletes];

    public static TheoryData<string> Others => [.. Samples.Others];

    [Theory, MemberData(nameof(Posts))]
    public void Sample_Post_IsOne(string record)
    {
        var post = Decoded.Post(record);

        Assert.NotEmpty(post.Id);
        Assert.NotEmpty(post.Text);
        Assert.InRange(post.PostedAt, Some.Then - 60_000, Some.Then);
    }

    [Theory, MemberData(nameof(Deletes))]
    public void Sample_Delete_IsOne(string record) => Assert.NotEmpty(Decoded.Delete(record).Id);

    [Theory, MemberData(nameof(Others))]
    public void Sample_Other_IsNeither(string record) =>
        Assert.True(Decoded.Call(record) is "other" or FoundAccount { State: AccountState.Deleted });
}
