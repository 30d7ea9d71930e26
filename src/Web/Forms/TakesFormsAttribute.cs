namespace Xtablo.Web.Forms;

/// <summary>Marks endpoints whose forms the pipeline reads before they run; any other endpoint reads its body itself.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesFormsAttribute : Attribute;
