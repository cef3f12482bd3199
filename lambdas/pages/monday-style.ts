/** What the director's page of the week adds to the product's style: it is read on a screen and on paper. */
export const mondayStyle = `
.stats.monday li{padding:0}
.stats.monday a{display:grid;padding:.8rem 1rem;color:inherit;text-decoration:none;border-radius:14px}
.stats.monday a:hover span{text-decoration:underline}
.stats.monday li:last-child{grid-column:auto}
.list .head .tag{margin-left:.2rem}
.panel h2+h3{margin-top:.8rem}
.panel h3 .quiet{font-weight:400}
@media print{.toolbar,.top nav,.banner,.stats.monday{display:none}main{display:block!important;padding:0!important}.panel{border:0;padding:0;margin:0 0 1.2rem;break-inside:auto}.list>li{padding:.3rem 0;break-inside:avoid}a{color:inherit;text-decoration:none}}
`;
