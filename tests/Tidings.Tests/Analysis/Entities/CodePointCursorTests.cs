using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

public sealed class CodePointCursorTests
{
    [Fact]
    public void At_AscendingOffsets_CountsCodePoints()
    {
        var cursor = new CodePointCursor("aé日🙂b"u8);
        Assert.Equal([0, 1, 1, 2, 3, 4, 5], new[] { cursor.At(0), cursor.At(1), cursor.At(1), cursor.At(3), cursor.At(6), cursor.At(10), cursor.At(11) });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void At_BackOrBeyond_Throws(int offset) => Assert.Throws<ArgumentOutOfRangeException>("byteOffset", () =>
    {
        var cursor = new CodePointCursor("abc"u8);
        cursor.At(2);
        cursor.At(offset);
    });
}
