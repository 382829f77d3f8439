using System.Runtime.Intrinsics;

namespace Tidings.Analysis;

/// <summary>
/// The languages in Latin script that are guessed: the commonest of posts. Their order is that of
/// <see cref="LatinScores"/>' lanes.
/// </summary>
static class LatinLanguages
{
    /// <summary>One twelfth of what a word of one language says; weights are kept in quarters of it.</summary>
    public const int Unit = 4;

    /// <summary>The ISO 639-1 code of a language.</summary>
    public static ReadOnlySpan<byte> Code(int language) => Codes.Slice(2 * language, 2);

    /// <summary>A weight for one language and none for the others.</summary>
    public static Vector128<sbyte> Weight(ReadOnlySpan<byte> code, int weight)
    {
        for (var language = 0; language < LatinScores.Languages; language++)
        {
            if (Code(language).SequenceEqual(code))
                return Vector128<sbyte>.Zero.WithElement(language, checked((sbyte)weight));
        }
        throw new ArgumentException("is not among the languages", nameof(code));
    }

    static ReadOnlySpan<byte> Codes => "enesptfrdeittridnltlplcasvvihifi"u8;
}
