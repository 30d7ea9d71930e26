namespace Xtablo.Web.Shared;

/// <summary>What a device paints around a page: the paper of tokens.css.</summary>
internal static class ThemeColours
{
    public const string Light = "#fbfaf7";

    public const string Dark = "#16181b";
}
