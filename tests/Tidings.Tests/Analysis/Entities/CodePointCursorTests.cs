using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

public sealed class CodePointCursorTests
{
    [Fact]
    public void At_AscendingOffsets_CountsCodePoints()
    {
        var cursor = new CodePointCursor("aé日🙂b"u8);
        foreach (var (bytes, codePoints) in new[] { (0, 0), (1, 1), (1, 1), (3, 2), (6, 3), (10, 4), (11, 5) })
            Assert.Equal(codePoints, cursor.At(bytes));
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
