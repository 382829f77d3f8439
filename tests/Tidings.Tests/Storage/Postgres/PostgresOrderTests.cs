namespace Tidings.Tests.Storage.Postgres;

[Trait("Category", "Postgres")]
[Trait("Category", "Slow")]
public sealed class PostgresOrderTests
{
    [Fact]
    public void Tables_AnyOrderAndBatches_EqualTheRecount()
    {
        using var host = new PostgresStoreHost();
        for (var seed = 1; seed <= 40; seed++)
            StoreOrderTests.Check(host, seed);
    }

    [Fact]
    public void SealedHours_WhateverComes_StayAsTheyAre()
    {
        using var host = new PostgresStoreHost();
        Assert.True(Enumerable.Range(1, 30).Sum(seed => StoreSealingTests.Check(host, seed)) > 0);
    }
}
