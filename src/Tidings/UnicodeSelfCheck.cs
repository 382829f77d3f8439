using System.Text;

namespace Tidings.Cli;

/// <summary>
/// Finds out at start whether this machine's .NET can normalise text; without ICU hashtags would split silently.
/// </summary>
static class UnicodeSelfCheck
{
    public static bool Passes() =>
        "e\u0301".Normalize(NormalizationForm.FormC) == "\u00E9"
        && "\uFF03".Normalize(NormalizationForm.FormKC) == "#";
}
