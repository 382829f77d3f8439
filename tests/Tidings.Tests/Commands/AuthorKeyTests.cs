using Tidings.Cli.Jobs;
using Tidings.Storage;
using Tidings.Storage.Sqlite;
using Tidings.Tests.Storage;

namespace Tidings.Tests.Commands;

public sealed class AuthorKeyTests
{
    [Fact]
    public void Open_ManyAtOnceOnANewStore_AllTakeOneKey()
    {
        using var bench = new Jobs.JobBench();
        for (var round = 0; round < 20; round++)
        {
            using var folder = new TemporaryFolder();
            var url = new StoreUrl(Path.Combine(folder.Path, "new.db"));
            SqliteStore.OpenForWriting(url, TimeProvider.System).Dispose();
            using var start = new Barrier(4);
            var keys = new string[4];
            var threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                using var store = SqliteStore.OpenForWriting(url, TimeProvider.System);
                start.SignalAndWait();
                keys[i] = AuthorKeyFile.Open(bench.Host, store, new()).Fingerprint;
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.Single(keys.Distinct(StringComparer.Ordinal));
            Assert.Single(Directory.EnumerateFiles(folder.Path, "*author-key*"));
        }
    }
}
