using Tidings.Simulation;

namespace Tidings.Tests.Simulation;

public sealed class BundledSampleTests
{
    static string Folder => Path.Combine(SharedData.RepositoryRoot, "samples");

    [Theory]
    [InlineData(RecordingSource.X)]
    [InlineData(RecordingSource.Jetstream)]
    [InlineData(RecordingSource.Mastodon)]
    public void Samples_Unpacked_AreWhatTheGeneratorMakes(RecordingSource source)
    {
        using var file = File.OpenRead(Path.Combine(Folder, RecordingWriter.FileName(source)));

        Assert.True(
            Recorded.Unpack(file).AsSpan().SequenceEqual(Recorded.Bytes(source, Recorded.Lines(source))),
            $"{RecordingWriter.FileName(source)} is out of date: see samples/README.md for how to make it again");
    }

    [Fact]
    public void Samples_Together_StayBelowTwoMegabytes() =>
        Assert.InRange(Directory.GetFiles(Folder, "*.gz").Sum(f => new FileInfo(f).Length), 1_000_000, 2_000_000);

    [Fact]
    public void Write_Folder_HoldsThreePackedRecordings()
    {
        var folder = Directory.CreateTempSubdirectory("tidings-sample-");
        try
        {
            var options = new RecordingOptions { Posts = 300, Seed = 4 };

            RecordingWriter.Write(folder.FullName, options, TestContext.Current.CancellationToken);
            RecordingWriter.Write(Path.Combine(folder.FullName, "again"), options, TestContext.Current.CancellationToken);

            foreach (var source in Enum.GetValues<RecordingSource>())
            {
                var packed = File.ReadAllBytes(Path.Combine(folder.FullName, RecordingWriter.FileName(source)));
                Assert.Equal(packed, File.ReadAllBytes(Path.Combine(folder.FullName, "again", RecordingWriter.FileName(source))));
                Assert.Equal(Recorded.Bytes(source, new RecordingGenerator(options).Lines(source)), Recorded.Unpack(new MemoryStream(packed)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Write_Cancelled_Stops() => Assert.Throws<OperationCanceledException>(() => RecordingWriter.Write(
        new MemoryStream(), RecordingSource.X, new RecordingGenerator(new() { Posts = 30 }).Lines(RecordingSource.X), new CancellationToken(canceled: true)));
}
